//go:build race

package main

// slowdown is how much fewer people are simulated under the race detector.
const slowdown = 3
