package main

import (
	"encoding/binary"
	"errors"

	"github.com/chasqui-fsm/chasqui/agent/text"
)

var errSizes = errors.New("the file of sizes is cut short")

// readSizes reads protobuf messages, each after its length: 2 name, 3 country, 9 people, 10 and 11 steps of longitude and
// latitude from the city before, in 1e-5 degrees. The size of a city read is its people.
func readSizes(pbf []byte) (map[string][]city, error) {
	out := map[string][]city{}
	lat, lng := int64(0), int64(0)
	for len(pbf) > 0 {
		size, n := binary.Uvarint(pbf)
		if n <= 0 || uint64(len(pbf)-n) < size {
			return nil, errSizes
		}
		message := pbf[n : n+int(size)]
		pbf = pbf[n+int(size):]
		c := city{}
		for len(message) > 0 {
			key, n := binary.Uvarint(message)
			if n <= 0 {
				return nil, errSizes
			}
			message = message[n:]
			value, n := binary.Uvarint(message)
			if n <= 0 {
				return nil, errSizes
			}
			message = message[n:]
			switch key & 7 {
			case 0:
				switch key >> 3 {
				case 9:
					c.size = int(value)
				case 10:
					lng += zigzag(value)
				case 11:
					lat += zigzag(value)
				}
			case 2:
				if uint64(len(message)) < value {
					return nil, errSizes
				}
				switch key >> 3 {
				case 2:
					c.Name = string(message[:value])
				case 3:
					c.Country = string(message[:value])
				}
				message = message[value:]
			default:
				return nil, errSizes
			}
		}
		c.lat, c.lng = int(lat/100), int(lng/100)
		key := c.Country + text.Fold(c.Name)
		out[key] = append(out[key], c)
	}
	return out, nil
}

func zigzag(v uint64) int64 { return int64(v>>1) ^ -int64(v&1) }
