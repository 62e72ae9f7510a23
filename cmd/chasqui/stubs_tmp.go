package main

type serveCmd struct{}

func (serveCmd) Run(p program) error { return nil }

type demoCmd struct{}

func (demoCmd) Run(p program) error { return nil }

type userCmd struct{}

func (userCmd) Run(p program) error { return nil }

type doctorCmd struct{}

func (doctorCmd) Run(p program) error { return nil }
