package evals

import (
	"context"
	"fmt"
	"sync"
)

// mostLines of a talk; a person who has said so many gives up.
const mostLines = 26

// batch is how many tasks share a lab: tasks far apart in the list, so that they do not want the same hours. The batches are the
// same whatever the number of workers, so that the figures are too.
const batch = 6

// Play lets the person of a task talk until the goal is reached or patience ends, and judges what is left.
func Play(ctx context.Context, lab Lab, t Task) (Result, error) {
	r := Result{Task: t}
	engine, err := lab.Person(ctx, t.Phone)
	if err != nil {
		return r, err
	}
	person := NewPerson(t)
	for len(r.Steps) < mostLines {
		asked := person.ask
		line, ok := person.Next()
		if !ok {
			break
		}
		if hears, ok := lab.(Meanings); ok {
			hears.Means(line, person.meant)
		}
		objects, err := engine.Say(ctx, line)
		if err != nil {
			return r, fmt.Errorf("%s: %w", t.ID, err)
		}
		r.Steps = append(r.Steps, Step{Line: line, Asked: asked, Objects: objects})
		person.Hear(objects)
		if person.booked && r.Turns == 0 {
			r.Turns = len(r.Steps)
		}
	}
	final, err := lab.Final(ctx, t.Phone)
	if err != nil {
		return r, fmt.Errorf("%s: %w", t.ID, err)
	}
	judge(&r, final)
	return r, nil
}

// Simulation is a run of many tasks.
type Simulation struct {
	Labs    Labs
	Workers int
	// Progress hears how many talks are over; may be nil.
	Progress func(done, of int)
}

// Run plays tasks, in labs of their own by batches, and gives the results in the order of the tasks.
func (s Simulation) Run(ctx context.Context, tasks []Task) ([]Result, error) {
	stride := (len(tasks) + batch - 1) / batch
	jobs := make(chan int)
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var mu sync.Mutex
	done := 0
	run := talks{tasks: tasks, results: make([]Result, len(tasks)), stride: stride, over: func() {
		mu.Lock()
		defer mu.Unlock()
		done++
		if s.Progress != nil {
			s.Progress(done, len(tasks))
		}
	}}
	var wg sync.WaitGroup
	for range max(1, s.Workers) {
		wg.Go(func() {
			for first := range jobs {
				if err := s.share(ctx, first, run); err != nil {
					cancel(err)
					return
				}
			}
		})
	}
	for first := range stride {
		select {
		case jobs <- first:
		case <-ctx.Done():
		}
	}
	close(jobs)
	wg.Wait()
	return run.results, context.Cause(ctx)
}

// talks are tasks under way, with a result for each.
type talks struct {
	tasks   []Task
	results []Result
	stride  int    // between two tasks that share a lab
	over    func() // hears of every talk that ends
}

// share plays every stride-th task from the first one on in one lab.
func (s Simulation) share(ctx context.Context, first int, t talks) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	lab, err := s.Labs(ctx)
	if err != nil {
		return fmt.Errorf("lab: %w", err)
	}
	defer lab.Close()
	for i := first; i < len(t.tasks); i += t.stride {
		if t.results[i], err = Play(ctx, lab, t.tasks[i]); err != nil {
			return err
		}
		t.over()
	}
	return nil
}
