package llm

import (
	"encoding/json"
	"math"
	"net/http"
	"strings"

	openai "github.com/sashabaranov/go-openai"
)

// rung is how a server is made to answer in our form, the strictest first.
type rung int

const (
	rungSchema rung = iota // response_format json_schema, strict
	rungTools              // a tool that must be called
	rungObject             // response_format json_object
	rungText               // asked for in words
	rungs
)

// Bounds of an answer. Models that think use up many tokens that are not seen.
const (
	answerTokens   = 400
	thinkingTokens = 2000
)

// toolName is the one tool that may be called.
const toolName = "understand"

// request for a question at a rung. The prompt goes from what never changes to what always does, so that servers keep its head.
func request(model string, q question, r rung) openai.ChatCompletionRequest {
	req := openai.ChatCompletionRequest{Model: model, Messages: []openai.ChatCompletionMessage{
		{Role: openai.ChatMessageRoleSystem, Content: system + "\n\n" + q.catalogue},
		{Role: openai.ChatMessageRoleUser, Content: q.state + fenced(q.words)},
	}}
	if thinks(model) { // sampling parameters and max_tokens are refused for these, by the client library too
		req.MaxCompletionTokens, req.ReasoningEffort = thinkingTokens, openai.ReasoningEffortLow
	} else {
		req.Temperature = math.SmallestNonzeroFloat32 // zero would be left out: the server's own
		req.MaxTokens = answerTokens                  //nolint:staticcheck // the name that servers of other houses know
	}
	switch r {
	case rungSchema:
		req.ResponseFormat = &openai.ChatCompletionResponseFormat{
			Type:       openai.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{Name: toolName, Schema: answerSchema, Strict: true},
		}
	case rungTools:
		req.Tools = []openai.Tool{{Type: openai.ToolTypeFunction, Function: &openai.FunctionDefinition{
			Name: toolName, Description: "what the message means", Strict: true, Parameters: answerSchema,
		}}}
		req.ToolChoice = openai.ToolChoice{Type: openai.ToolTypeFunction, Function: openai.ToolFunction{Name: toolName}}
	case rungObject:
		req.ResponseFormat = &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONObject}
	}
	return req
}

var answerSchema = schema()

// thinks tells the models that reason before they answer, by the beginnings of names by which the client library refuses to send
// sampling parameters; a name of another house is taken as one that does not.
func thinks(model string) bool {
	for _, p := range []string{"o1", "o3", "o4", "gpt-5", "gpt-6"} {
		if strings.HasPrefix(model, p) {
			return true
		}
	}
	return false
}

// content is what a model answered. A call of any tool but ours is no answer.
func content(res openai.ChatCompletionResponse) (string, error) {
	if len(res.Choices) == 0 {
		return "", errUnusable
	}
	m := res.Choices[0].Message
	if m.Refusal != "" || res.Choices[0].FinishReason == openai.FinishReasonContentFilter {
		return "", errRefused
	}
	if len(m.ToolCalls) > 0 {
		if f := m.ToolCalls[0].Function; f.Name == toolName {
			return f.Arguments, nil
		}
		return "", errUnusable
	}
	return m.Content, nil
}

// steps tells whether a status says that the server does not take the request as it is: then the next rung is tried.
func steps(status int) bool {
	switch status {
	case http.StatusBadRequest, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity, http.StatusNotImplemented:
		return true
	}
	return false
}

// kept is what is stored of an answer: its commands, with masks.
func kept(commands []said) json.RawMessage {
	raw, err := json.Marshal(map[string]any{"commands": commands})
	if err != nil {
		return nil // strings always marshal
	}
	return raw
}
