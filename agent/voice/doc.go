// Package voice writes down voice notes through any server that speaks OpenAI's /audio/transcriptions: OpenAI, Groq, faster-whisper,
// whisper.cpp. It has an address, a key and a model of its own, apart from those of the language model.
//
//	note -> caps (120 s, 5 MB) -> breaker -> CreateTranscription -> judge -> heard | unclear | long | failed
//
// # What it promises
//
//   - A note is answered within the deadline (15 s), whatever the server does: it hangs, lies, floods or fails. A server that fails again
//     and again is left alone for a while, and notes are failed at once meanwhile.
//   - What the model itself doubts is not taken for words: no speech, a low mean log probability, text that loops, the lines that models
//     make up over silence. Such a note is unclear, and the customer is asked to write.
//   - The length of an Ogg/Opus file is read from its pages before anything leaves the house.
//   - No words of people are logged.
//
// It refuses to understand what was said: a transcript goes through the same rules as a text (agent/turn.Ears).
package voice
