package whatsapp

import (
	"context"
	"errors"

	"go.mau.fi/whatsmeow/store"
)

// keeper deletes the row of a device whose phone removed it and leaves the device in memory as it is: the library would take its
// stores away from goroutines of its own that still read them.
type keeper struct{ store.DeviceContainer }

// errRowDeleted ends the library's own deletion where it would go on to the device in memory.
var errRowDeleted = errors.New("the row is deleted; the device in memory ends with its line")

// DeleteDevice deletes the row, and says so by an error.
func (k keeper) DeleteDevice(ctx context.Context, d *store.Device) error {
	if err := k.DeviceContainer.DeleteDevice(ctx, d); err != nil {
		return err
	}
	return errRowDeleted
}
