// Package travel says how far and how long: straight lines stretched to roads with speeds by the time of day (Road), a dense
// table (Matrix), and the rounding of the benchmark files (Plane).
//
// It promises that every Travel it makes is FIFO, exactly and in whole seconds, and answers both ways: Seconds forward and
// Latest backward are true inverses. It refuses to fetch anything; doors to road networks hand their tables to NewMatrix.
//
// Time-dependent driving follows Ichoua, Gendreau and Potvin (2003): what changes with the hour is the speed, and the arrival
// is found by driving through the steps, not by reading one speed at the departure. So nobody arrives earlier by leaving later.
//
//	km/h 40 ----+            +-----     a drive that leaves at 7:50 does its first
//	            |            |          ten minutes at 40 and the rest at 20
//	     20     +------------+
//	      7:00  8:00         10:00
package travel
