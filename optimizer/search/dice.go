package search

import "math"

// dice are reproducible random numbers: splitmix64 (Steele, Lea and Flood 2014).
type dice struct{ state uint64 }

func newDice(seed uint64, walker int) *dice {
	d := &dice{state: seed ^ 0x9E3779B97F4A7C15*uint64(walker+1)}
	d.next()
	return d
}

func (d *dice) next() uint64 {
	d.state += 0x9E3779B97F4A7C15
	z := d.state
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// below is uniform in 0..n-1; the bias of the multiplication is below n / 2^32.
func (d *dice) below(n int) int { return int(d.next() >> 32 * uint64(n) >> 32) }

// float is uniform in [0, 1).
func (d *dice) float() float64 { return float64(d.next()>>11) / (1 << 53) }

// between is uniform in [low, high).
func (d *dice) between(low, high float64) float64 { return low + (high-low)*d.float() }

// logarithm is ln of a uniform number in (0, 1].
func (d *dice) logarithm() float64 { return math.Log(1 - d.float()) }
