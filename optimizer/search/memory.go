package search

// memory is the best plan a walker has seen, as bare sequences of stops. Only routes that changed since the last time are copied.
type memory struct {
	price  int64
	routes [][]int32
	stale  set
}

func newMemory(vehicles int) memory {
	m := memory{routes: make([][]int32, vehicles), stale: newSet(vehicles)}
	for v := range vehicles {
		m.stale.add(int32(v))
	}
	return m
}

// note says which routes changed.
func (m *memory) note(touched []int32) {
	for _, v := range touched {
		m.stale.add(v)
	}
}

// keep makes the state the best plan.
func (m *memory) keep(s *state) {
	for _, v := range m.stale.list {
		m.routes[v] = m.routes[v][:0]
		for pos := range s.days[v].Len() {
			m.routes[v] = append(m.routes[v], int32(s.days[v].Stop(pos)))
		}
		m.stale.at[v] = 0
	}
	m.stale.list = m.stale.list[:0]
	m.price = s.price
}
