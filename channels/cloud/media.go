package cloud

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"regexp"
	"time"

	"github.com/chasqui-fsm/chasqui/channels"
)

var mediaID = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)

var (
	errMediaID = errors.New("no id of a file of Graph's")
	errNoFiles = errors.New("no files can be sent")
)

// askTimeout bounds a question of which nobody bounds the time otherwise.
const askTimeout = 20 * time.Second

// Fetch reads a file: Graph says where it is for some minutes, and there our token opens it. It is the caller's to close.
func (c *Cloud) Fetch(ctx context.Context, ours channels.Address, remote string) (io.ReadCloser, error) {
	line := c.o.Lines[ours.Value]
	if line == "" || !mediaID.MatchString(remote) {
		return nil, &channels.SendError{Code: CodeMediaGone, Err: errMediaID}
	}
	where, err := c.locate(ctx, line, remote)
	if err != nil {
		return nil, gone(err)
	}
	at, err := url.Parse(where)
	if err != nil || !c.graph.trusted(at) {
		return nil, &channels.SendError{Code: CodeMedia, Err: errUntrusted}
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return nil, fmt.Errorf("fetch media: %w", err)
	}
	answer, err := c.graph.open(r)
	if err != nil {
		return nil, gone(err)
	}
	return answer.Body, nil
}

func (c *Cloud) locate(ctx context.Context, line, id string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	var found struct {
		URL string `json:"url"`
	}
	err := c.graph.call(ctx, http.MethodGet, "/"+id+"?phone_number_id="+url.QueryEscape(line), nil, &found)
	return found.URL, err
}

// gone says whether it makes sense to fetch again. A lost answer doubles nothing.
func gone(err error) error {
	failure, _ := judge(err, 0)
	failure.Unsure = false
	if r, ok := errors.AsType[*refusal](err); ok {
		if r.HTTP == http.StatusNotFound || r.HTTP == http.StatusGone || r.Code == 100 {
			failure.Code, failure.Retryable = CodeMediaGone, false
		}
	}
	if errors.Is(err, errUntrusted) {
		failure.Code, failure.Retryable = CodeMedia, false
	}
	return failure
}

// upload gives a file to Graph and returns its id, and what we know of it. A failure leaves nothing in doubt: no message was posted.
func (c *Cloud) upload(ctx context.Context, p parcel) (string, channels.Media, error) {
	none := channels.Media{}
	if c.o.Files == nil {
		return "", none, &channels.SendError{Code: CodeMedia, Err: errNoFiles}
	}
	content, m, err := c.o.Files.Open(ctx, p.Media.Ref)
	if err != nil {
		return "", none, fmt.Errorf("open media: %w", err)
	}
	defer content.Close()
	m.Voice = m.Voice || p.Media.Voice
	if m.Name == "" {
		m.Name = p.Media.Name
	}
	r, err := uploadRequest(ctx, c.graph.base.String()+"/"+p.line+"/media", content, m)
	if err != nil {
		return "", none, fmt.Errorf("upload media: %w", err)
	}
	var got struct {
		ID string `json:"id"`
	}
	if err := c.graph.do(r, &got); err != nil {
		failure, v := judge(err, 0)
		failure.Unsure = false
		if v.number != "" {
			c.report(ctx, channels.Number{Ours: p.From, State: v.number, Detail: err.Error()})
		}
		return "", none, failure
	}
	if got.ID == "" {
		return "", none, &channels.SendError{Code: CodeMedia, Retryable: true, Err: errMediaID}
	}
	return got.ID, m, nil
}

// uploadRequest streams a file as a form, with its length when that is known: Graph takes no other kind of large one.
func uploadRequest(ctx context.Context, to string, content io.Reader, m channels.Media) (*http.Request, error) {
	var head bytes.Buffer
	form := multipart.NewWriter(&head)
	_ = form.WriteField("messaging_product", "whatsapp") // a buffer takes all
	_ = form.WriteField("type", m.MIMEType)
	name := m.Name
	if name == "" {
		name = "file"
	}
	part := textproto.MIMEHeader{}
	part.Set("Content-Disposition", multipart.FileContentDisposition("file", name))
	part.Set("Content-Type", m.MIMEType)
	if _, err := form.CreatePart(part); err != nil {
		return nil, err
	}
	tail := "\r\n--" + form.Boundary() + "--\r\n"
	length := int64(head.Len()) + m.Bytes + int64(len(tail))
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, to, io.MultiReader(&head, content, bytes.NewReader([]byte(tail))))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", form.FormDataContentType())
	if m.Bytes > 0 {
		r.ContentLength = length
	}
	return r, nil
}
