package it.vedette.local;

import it.vedette.local.Authority.Issued;
import java.nio.file.Path;
import java.util.Map;
import javax.net.SocketFactory;

/**
 * What a set needs for TLS: nodes and sentinels show one certificate, to each other and to clients,
 * and take nobody in who shows none.
 */
final class RedisCertificates {
  private final Authority authority;
  private final Issued pods;
  private final Issued clients;

  RedisCertificates(Path folder) {
    this.authority = Authority.in(folder);
    this.pods = authority.issue("pods", "ip:127.0.0.1,dns:localhost");
    this.clients = authority.issue("clients", "dns:clients");
  }

  Authority authority() {
    return authority;
  }

  SocketFactory sockets() {
    return authority.context(clients).getSocketFactory();
  }

  /** The lines of a configuration file. */
  String listen(int port) {
    return """
        port 0
        tls-port %d
        tls-replication yes
        tls-cert-file "%s"
        tls-key-file "%s"
        tls-ca-cert-file "%s"\
        """
        .formatted(port, pods.chain(), pods.key(), authority.certificate());
  }

  /** Settings of a server. */
  Map<String, String> settings() {
    return Map.of(
        "VEDETTE_REDIS_TRUST_STORE",
        authority.certificate().toString(),
        "VEDETTE_REDIS_KEY_STORE",
        clients.chain() + "," + clients.key());
  }
}
