// A carrier by an implementation of SMPP that is not ours: npm's smpp 0.5.1. It prints JSON lines: the port, then each submit.
// Each submit is answered, gets its receipt, and comes back as a message of the one it was to.
const smpp = require('smpp');

let n = 0;
const print = (o) => process.stdout.write(JSON.stringify(o) + '\n');

const server = smpp.createServer({}, (session) => {
  session.on('error', () => {});
  session.on('bind_transceiver', (pdu) => {
    if (pdu.password !== 'secret') {
      session.send(pdu.response({ command_status: smpp.ESME_RBINDFAIL }));
      session.close();
      return;
    }
    session.send(pdu.response());
  });
  session.on('enquire_link', (pdu) => session.send(pdu.response()));
  session.on('unbind', (pdu) => { session.send(pdu.response()); session.close(); });
  session.on('submit_sm', (pdu) => {
    const id = (++n).toString(16).padStart(8, '0');
    const m = pdu.short_message;
    print({ id, from: pdu.source_addr, to: pdu.destination_addr, coding: pdu.data_coding, esm: pdu.esm_class,
      udh: m.udh ? m.udh.map((u) => u.toString('hex')).join('') : '', text: m.message.toString() });
    session.send(pdu.response({ message_id: id }));
    session.deliver_sm({ source_addr: pdu.destination_addr, destination_addr: pdu.source_addr, source_addr_ton: 1, dest_addr_ton: 1, esm_class: 4,
      short_message: `id:${id} sub:001 dlvrd:001 submit date:2611231205 done date:2611231205 stat:DELIVRD err:000 text:` });
    if (!m.udh) {
      session.deliver_sm({ source_addr: pdu.destination_addr, destination_addr: pdu.source_addr, source_addr_ton: 1, dest_addr_ton: 1,
        short_message: m.message.toString() });
    }
  });
});
server.listen(0, '127.0.0.1', () => print({ port: server.address().port }));
