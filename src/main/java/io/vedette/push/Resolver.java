package io.vedette.push;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** What tells the addresses of names. */
public interface Resolver {
  /** That of the machine, which keeps answers for as long as Java is told to. */
  Resolver SYSTEM = name -> List.of(InetAddress.getAllByName(name));

  /**
   * All addresses of a name, the best first. It may block.
   *
   * @throws UnknownHostException when it has none, or that cannot be told
   */
  List<InetAddress> resolve(String name) throws UnknownHostException;
}
