package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/chasqui-fsm/chasqui/agent/llm"
	"github.com/chasqui-fsm/chasqui/agent/turn"
	"github.com/chasqui-fsm/chasqui/core/db"
	"github.com/chasqui-fsm/chasqui/core/queue"
)

// metrics are what an operator's Prometheus reads. Names begin with chasqui_; none holds a name, a number or a word of anybody.
type metrics struct {
	registry *prometheus.Registry
	turns    *prometheus.HistogramVec
	model    *prometheus.CounterVec
	waited   prometheus.Histogram
	tokens   prometheus.Counter
}

func newMetrics(d *db.DB) *metrics {
	m := &metrics{registry: prometheus.NewRegistry(), turns: prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "chasqui_turn_seconds", Help: "Machine time of a turn, by language and by who owns the conversation afterwards.",
		Buckets: []float64{.005, .01, .02, .05, .1, .2, .5, 1, 2, 5},
	}, []string{"language", "owner"}), model: prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "chasqui_model_total", Help: "Turns by what became of the language model: skipped where rules were sure, else a verdict.",
	}, []string{"verdict"}), waited: prometheus.NewHistogram(prometheus.HistogramOpts{
		Name: "chasqui_model_seconds", Help: "Time that a turn waited for the language model.", Buckets: []float64{.01, .1, .25, .5, 1, 1.5, 2, 2.5, 3, 4, 5},
	}), tokens: prometheus.NewCounter(prometheus.CounterOpts{
		Name: "chasqui_model_tokens_total", Help: "Tokens that the language model used.",
	})}
	m.registry.MustRegister(m.turns, m.model, m.waited, m.tokens, stock{db: d}, collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *metrics) ran(_ string, out turn.Outcome) {
	m.turns.WithLabelValues(out.Language, string(out.Owner)).Observe(out.Took.Seconds())
	switch out.Model { // asked and failed are counted by asked, with their verdict
	case turn.ModelSkipped, turn.ModelFrozen:
		m.model.WithLabelValues(out.Model).Inc()
	}
}

// asked counts a question to the language model.
func (m *metrics) asked(r llm.Report) {
	m.model.WithLabelValues(string(r.Verdict)).Inc()
	m.waited.Observe(r.Took.Seconds())
	m.tokens.Add(float64(r.Tokens))
}

// stock reads at each scrape what lies in the database: it is the same on all processes.
type stock struct{ db *db.DB }

var (
	descJobs = prometheus.NewDesc("chasqui_jobs", "Jobs that are not completed.", []string{"kind", "state"}, nil)
	descRows = prometheus.NewDesc("chasqui_waiting", "What waits: inbound without a turn, outbound not sent, conversations with a person, escalations open and overdue.", []string{"what"}, nil)
	descPool = prometheus.NewDesc("chasqui_db_connections", "Connections of this process to the database.", []string{"state"}, nil)
)

// Describe the collector.
func (s stock) Describe(ch chan<- *prometheus.Desc) {
	ch <- descJobs
	ch <- descRows
	ch <- descPool
}

// scrapeTimeout is how long a scrape waits for the database.
const scrapeTimeout = 3 * time.Second

// Collect reads what is so now; a database that does not answer leaves its rows out.
func (s stock) Collect(ch chan<- prometheus.Metric) {
	pool := s.db.Pool().Stat()
	ch <- prometheus.MustNewConstMetric(descPool, prometheus.GaugeValue, float64(pool.AcquiredConns()), "busy")
	ch <- prometheus.MustNewConstMetric(descPool, prometheus.GaugeValue, float64(pool.IdleConns()), "idle")
	ctx, cancel := context.WithTimeout(context.Background(), scrapeTimeout)
	defer cancel()
	if counts, err := queue.Stats(ctx, s.db); err == nil {
		for _, c := range counts {
			ch <- prometheus.MustNewConstMetric(descJobs, prometheus.GaugeValue, float64(c.Jobs), c.Kind, c.State)
		}
	}
	rows, err := db.Collect[struct {
		What string
		N    int64
	}](ctx, s.db, sqlWaiting, db.Args{"now": s.db.Now()})
	if err != nil {
		return
	}
	for _, r := range rows {
		ch <- prometheus.MustNewConstMetric(descRows, prometheus.GaugeValue, float64(r.N), r.What)
	}
}

const sqlWaiting = `
SELECT 'inbound' AS what, count(*) AS n FROM messages WHERE direction = 'in' AND turn_id IS NULL AND dropped_at IS NULL
UNION ALL SELECT 'outbound', count(*) FROM messages WHERE direction = 'out' AND status = 'queued'
UNION ALL SELECT 'human', count(*) FROM conversations WHERE owner = 'human'
UNION ALL SELECT 'escalations', count(*) FROM escalations WHERE status NOT IN ('resolved','closed','auto_closed')
UNION ALL SELECT 'overdue', count(*) FROM escalations WHERE status = 'open' AND due_at < @now`

func (m *metrics) handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}))
	return mux
}

// serve answers Prometheus at an address of its own, which is not for the world, until the context ends.
func (m *metrics) serve(ctx context.Context, address string) error {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return inputError(fmt.Sprintf("%s is taken; set METRICS_LISTEN to another address", address))
	}
	server := &http.Server{Handler: m.handler(), ReadHeaderTimeout: 5 * time.Second}
	go func() {
		<-ctx.Done()
		_ = server.Close()
	}()
	go func() {
		if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			_ = l.Close()
		}
	}()
	return nil
}
