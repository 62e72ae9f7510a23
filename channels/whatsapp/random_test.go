package whatsapp_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"go.mau.fi/whatsmeow/proto/waE2E"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/chasqui-fsm/chasqui/channels/whatsapp"
)

// fill gives a message random fields, down to a depth.
func fill(m protoreflect.Message, r *rand.Rand, depth int) {
	fields := m.Descriptor().Fields()
	for range 1 + r.IntN(4) {
		f := fields.Get(r.IntN(fields.Len()))
		switch {
		case f.IsMap():
		case f.IsList():
			for range r.IntN(3) {
				if f.Message() != nil && depth == 0 {
					break
				}
				e := m.Mutable(f).List()
				if f.Message() != nil {
					fill(e.AppendMutable().Message(), r, depth-1)
				} else {
					e.Append(scalar(f, r))
				}
			}
		case f.Message() != nil:
			if depth > 0 {
				fill(m.Mutable(f).Message(), r, depth-1)
			}
		default:
			m.Set(f, scalar(f, r))
		}
	}
}

func scalar(f protoreflect.FieldDescriptor, r *rand.Rand) protoreflect.Value {
	words := []string{"", "x", "/v/1", "FN:A\nTEL:1", `{"id":3}`, "\x00\n", "status@broadcast"}
	word := words[r.IntN(len(words))]
	switch f.Kind() {
	case protoreflect.BoolKind:
		return protoreflect.ValueOfBool(r.IntN(2) == 0)
	case protoreflect.EnumKind:
		return protoreflect.ValueOfEnum(protoreflect.EnumNumber(r.IntN(20)))
	case protoreflect.Int32Kind, protoreflect.Sint32Kind, protoreflect.Sfixed32Kind:
		return protoreflect.ValueOfInt32(r.Int32())
	case protoreflect.Uint32Kind, protoreflect.Fixed32Kind:
		return protoreflect.ValueOfUint32(r.Uint32())
	case protoreflect.Int64Kind, protoreflect.Sint64Kind, protoreflect.Sfixed64Kind:
		return protoreflect.ValueOfInt64(r.Int64())
	case protoreflect.Uint64Kind, protoreflect.Fixed64Kind:
		return protoreflect.ValueOfUint64(r.Uint64())
	case protoreflect.FloatKind:
		return protoreflect.ValueOfFloat32(float32(math.NaN()))
	case protoreflect.DoubleKind:
		return protoreflect.ValueOfFloat64([]float64{math.NaN(), math.Inf(1), 0, -33}[r.IntN(4)])
	case protoreflect.BytesKind:
		return protoreflect.ValueOfBytes([]byte(word))
	}
	return protoreflect.ValueOfString(word)
}

func TestNoMessageHoweverStrangeStopsTheReader(t *testing.T) {
	t.Parallel()
	read := map[string]int{}
	for seed := range uint64(20_000) {
		var msg waE2E.Message
		fill(msg.ProtoReflect(), rand.New(rand.NewPCG(seed, 7)), 5)
		func() {
			defer func() {
				if p := recover(); p != nil {
					t.Fatalf("seed %d: %v", seed, p)
				}
			}()
			if in, ok := whatsapp.Read(&msg); ok {
				read[fmt.Sprint(in.Kind)]++
			}
		}()
	}
	if len(read) < 10 {
		t.Errorf("the random messages are of too few sorts to mean anything: %v", read)
	}
}
