package it.vedette.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A bridge with hosts, and a name server that always tells their present addresses. */
final class Network implements AutoCloseable {
  /** For the names of bridges and namespaces: at most 15 characters are left to a device. */
  private final String prefix = "v" + ProcessHandle.current().pid() + "-";

  private final String bridge = prefix + "br";
  private final String subnet = "198.18." + ProcessHandle.current().pid() % 256 + ".";
  private final Path records;
  private final Path resolver;
  private final Process nameServer;
  private final Map<String, Host> hosts = new ConcurrentHashMap<>();
  private int lastAddress = 1;

  Network(Path folder) {
    records = PodFiles.write(folder.resolve("records"), "");
    resolver = PodFiles.write(folder.resolve("resolv.conf"), "nameserver " + gateway() + "\n");
    // Without an address of its own it takes one of its hosts', another one with every new host.
    Command.run("ip link add " + bridge + " address 02:00:00:00:00:01 type bridge");
    Command.run("ip address add " + gateway() + "/24 dev " + bridge);
    Command.run("ip link set " + bridge + " up");
    nameServer = startNameServer(folder.resolve("name-server.log"));
  }

  private Process startNameServer(Path log) {
    String command =
        "dnsmasq --keep-in-foreground --user=root --conf-file=/dev/null --pid-file= --no-resolv"
            + " --no-hosts --local=/local/ --local-ttl=0 --bind-interfaces --listen-address="
            + gateway()
            + " --addn-hosts="
            + records;
    try {
      return new ProcessBuilder(command.split(" ", -1))
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where this machine itself is in the network, and its name server. */
  String gateway() {
    return subnet + "1";
  }

  /** A new host with an address that nobody had before; its name leads there from now on. */
  synchronized Host add(String name) {
    lastAddress++;
    Host host = new Host(prefix + lastAddress, subnet + lastAddress);
    hosts.put(name, host);
    host.create(bridge);
    publish();
    return host;
  }

  /** A command that runs the one which follows it on the host, with the network's names. */
  public List<String> inside(Host host) {
    String bind = "mount --bind \"$0\" /etc/resolv.conf && exec \"$@\"";
    return Stream.concat(host.inside().stream(), Stream.of("sh", "-c", bind, resolver.toString()))
        .toList();
  }

  /** The host of that name. */
  Host host(String name) {
    return Objects.requireNonNull(hosts.get(name), name);
  }

  /** The host is gone and its name too. */
  synchronized void remove(String name, Host host) {
    host.delete();
    hosts.remove(name, host);
    publish();
  }

  private void publish() {
    PodFiles.write(
        records,
        hosts.entrySet().stream()
            .map(entry -> entry.getValue().address() + " " + entry.getKey() + "\n")
            .collect(Collectors.joining()));
    Command.run("kill -HUP " + nameServer.pid());
  }

  @Override
  public void close() {
    nameServer.destroy();
    hosts.values().forEach(Host::delete);
    Command.run("ip link delete " + bridge);
  }
}
