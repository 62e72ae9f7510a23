package main

import (
	"context"
	"net/url"

	"github.com/chasqui-fsm/chasqui/agent/llm"
	"github.com/chasqui-fsm/chasqui/agent/nlu"
	"github.com/chasqui-fsm/chasqui/core/config"
)

// openModel lets the engine ask a language model, if one is configured.
func (s *system) openModel(cfg *config.Config, rules *nlu.Rules) {
	if cfg == nil || cfg.OpenAIKey == "" {
		return
	}
	s.engine.Model = llm.New(s.db, llm.Options{
		BaseURL: cfg.OpenAIBaseURL, Key: cfg.OpenAIKey, Model: cfg.OpenAIModel, Within: cfg.OpenAITimeout, AtOnce: cfg.OpenAIAtOnce,
		Budget: llm.Budget{Day: cfg.OpenAIBudget, Contact: cfg.OpenAIContactBudget}, Rules: rules, Log: s.log, Seen: s.metrics.asked,
	})
}

// lookAtModel says whether words go to a model, and to which. It asks nothing of it.
func lookAtModel(_ context.Context, cfg config.Config) (string, error) {
	if cfg.OpenAIKey == "" {
		return "none: rules only (OPENAI_API_KEY is empty)", nil
	}
	u, err := url.Parse(cfg.OpenAIBaseURL)
	if err != nil {
		return "", err
	}
	return cfg.OpenAIModel + " at " + u.Host + ", masked words where rules are not sure", nil
}
