package admin

import "net/http"

// person is a stranger that the simulator can be, with a pin in their city.
type person struct{ Key, Number, Pin string }

// people of the three countries of the demo.
var people = []person{
	{"cl", "+56961234567", "-33.4560,-70.5980"},
	{"br", "+5511987654321", "-23.5890,-46.6340"},
	{"mx", "+525512345678", "19.4190,-99.1620"},
}

func (c *Console) simulatorShow(w http.ResponseWriter, r *http.Request) error {
	f := c.frame(r, "simulator", c.kit.Words(r).Text("web.simulator.title", nil), "simulator.js")
	return c.kit.Show(w, r, http.StatusOK, simulatorPage(f))
}
