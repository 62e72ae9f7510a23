// Package conformance is what every transport must do, as one suite that each transport's tests run against its own other side. It
// is for tests only (a law holds that).
//
//	conformance.Run(t, func(t *testing.T, box *conformance.Box) conformance.Way { ... })
//
// It promises nothing about a channel's own gifts (buttons, files, templates): those are the transport's own tests.
package conformance
