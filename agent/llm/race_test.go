//go:build race

package llm_test

// slowdown is how much less is tried under the race detector.
const slowdown = 10
