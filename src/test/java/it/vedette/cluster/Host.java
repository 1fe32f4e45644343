package it.vedette.cluster;

import java.util.List;
import java.util.stream.Stream;

/** A network namespace with one address on the bridge. */
record Host(String name, String address) {

  void create(String bridge) {
    Command.run("ip netns add " + name);
    Command.run("ip link add " + name + " type veth peer name eth0 netns " + name);
    Command.run("ip link set " + name + " master " + bridge + " up");
    inside("ip link set lo up");
    inside("ip address add " + address + "/24 dev eth0");
    inside("ip link set eth0 up");
  }

  void delete() {
    Command.run("ip link delete " + name); // with the namespace it would go too, but later
    Command.run("ip netns delete " + name);
  }

  /** No packet comes in or out; what runs on it goes on, and reaches itself. */
  void isolate() {
    inside("iptables -A INPUT -i eth0 -j DROP");
    inside("iptables -A OUTPUT -o eth0 -j DROP");
  }

  /** The same but for packets from and to that address. */
  void isolateBut(String address) {
    inside("iptables -A INPUT -i eth0 ! -s " + address + " -j DROP");
    inside("iptables -A OUTPUT -o eth0 ! -d " + address + " -j DROP");
  }

  void rejoin() {
    inside("iptables -F");
  }

  /** A command that runs the one which follows it on this host. */
  List<String> inside() {
    return List.of("ip", "netns", "exec", name);
  }

  private void inside(String command) {
    Command.run(Stream.concat(inside().stream(), Stream.of(command.split(" "))).toList());
  }
}
