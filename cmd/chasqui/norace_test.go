//go:build !race

package main

// slowdown is how much fewer people are simulated without the race detector: none.
const slowdown = 1
