//go:build !race

package llm_test

// slowdown is how much less is tried without the race detector: nothing.
const slowdown = 1
