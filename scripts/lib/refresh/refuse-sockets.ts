import dgram from "node:dgram";
import dns from "node:dns";
import net from "node:net";

// Rule: where the system cannot take the network from a process, the process refuses every socket itself. This stops
// libraries that follow an address; it would not stop native code, which is why it is the last choice.

function refuseSocket(): never {
  throw new Error("Cannot open a socket: this process works without a network");
}

net.Socket.prototype.connect = refuseSocket;
net.Server.prototype.listen = refuseSocket;
dgram.Socket.prototype.bind = refuseSocket;
dgram.Socket.prototype.send = refuseSocket;
dgram.Socket.prototype.connect = refuseSocket;
Object.assign(dns, { lookup: refuseSocket, resolve: refuseSocket, resolve4: refuseSocket, resolve6: refuseSocket });
Object.assign(dns.promises, { lookup: refuseSocket, resolve: refuseSocket });
