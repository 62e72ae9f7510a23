package turn

// Dictated is what tests look at.
var Dictated = dictated
