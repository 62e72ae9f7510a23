package insert

// refresh recomputes the clocks and sums after the points changed; false when the route cannot be driven, after which the
// clocks mean nothing.
func (s *Schedule) refresh() bool {
	if len(s.vehicle.breaks) > 0 {
		return s.refreshStates()
	}
	return s.forward() && s.backward()
}

func (s *Schedule) forward() bool {
	v := s.vehicle
	points := s.points
	ready := v.ready.at[0]
	points[0].Ready = ready
	var meters, seconds int64
	for i := 1; i < len(points); i++ {
		from, to := &points[i-1], &points[i]
		at := ready
		if v.blocked != nil {
			at = v.leave(ready)
		}
		from.Drive, from.Length = 0, 0
		if to.Location >= 0 {
			from.Drive = v.legs.drive(from.Location, to.Location, at)
			from.Length = v.legs.length(from.Location, to.Location)
			ready = at + from.Drive
		}
		meters += int64(from.Length)
		seconds += int64(from.Drive)
		if to.Stop >= 0 {
			j := &s.model.jobs[to.Stop]
			service := j.serviceFor(v.class)
			if ready = v.next(j, ready, service); ready >= never {
				return false
			}
			ready += service
		}
		to.Ready = ready
	}
	s.meters, s.seconds = meters, seconds
	return ready <= v.latest[0]
}

func (s *Schedule) backward() bool {
	v := s.vehicle
	points := s.points
	end := len(points) - 1
	latest := v.latest[0]
	points[end].Latest = latest
	for i := end - 1; i > 0; i-- {
		j := &s.model.jobs[points[i].Stop]
		service := j.serviceFor(v.class)
		latest = v.last(j, v.readyBy(points[i].Location, points[i+1].Location, latest)-service, service)
		points[i].Latest = latest
	}
	return true
}

func (s *Schedule) refreshStates() bool {
	v := s.vehicle
	points := s.points
	s.moments, s.latest = s.moments[:0], s.latest[:0]
	m := v.ready
	for i := range points {
		if i > 0 {
			s.advance(&m, i)
		}
		s.moments = append(s.moments, m)
		s.latest = append(s.latest, v.latest)
		points[i].Ready = m.at[0]
	}
	k := v.ending(&m)
	if k < 0 {
		return false
	}
	latest := v.latest
	for i := len(points) - 1; i > 0; i-- {
		if points[i].Stop >= 0 {
			v.visitBack(&latest, &s.model.jobs[points[i].Stop], points[i+1].Location)
		}
		s.latest[i] = latest
		points[i].Latest = latest[len(v.breaks)]
	}
	s.seconds = int64(m.driven[k])
	s.measure()
	return true
}

// advance moves the states from the point before i to point i.
func (s *Schedule) advance(m *moment, i int) {
	from, to := &s.points[i-1], &s.points[i]
	if to.Stop >= 0 {
		s.vehicle.visit(m, from.Location, &s.model.jobs[to.Stop], always)
	} else {
		s.vehicle.driveOn(m, from.Location, to.Location)
	}
}

// measure sums the lengths and notes the legs along the states that are taken.
func (s *Schedule) measure() {
	s.meters = 0
	for i := 1; i < len(s.points); i++ {
		from, to := &s.points[i-1], &s.points[i]
		from.Length = s.vehicle.legs.length(from.Location, to.Location)
		from.Drive = 0
		if to.Location >= 0 && s.local {
			from.Drive = s.vehicle.legs.drive(from.Location, to.Location, 0)
		}
		s.meters += int64(from.Length)
	}
}
