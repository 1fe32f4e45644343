package io.vedette.redis.client;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.Map;
import java.util.Optional;
import org.redisson.client.DefaultNettyHook;
import org.redisson.client.RedisClientConfig;
import org.redisson.client.RedisConnection;
import org.redisson.config.CredentialsResolver;

/**
 * Sees each connection before Redisson logs in on it: chooses the login, and tells why TLS fails.
 *
 * <p>Redisson logs in with the password that it had when it found a node, as long as it knows the
 * node; and it has one resolver of credentials for all nodes, which is not told which of them are
 * sentinels. So it is given placeholders for passwords, which say that.
 */
final class NewConnections extends DefaultNettyHook {
  private final Map<String, CredentialsResolver> logins;
  private final TlsTrouble trouble = new TlsTrouble();

  /**
   * Chooses among logins.
   *
   * @param logins by the placeholders that stand for their passwords in Redisson's settings
   */
  NewConnections(Map<String, CredentialsResolver> logins) {
    this.logins = Map.copyOf(logins);
  }

  @Override
  public void afterChannelInitialization(Channel channel) {
    ChannelPipeline pipeline = channel.pipeline();
    ChannelHandlerContext tls = pipeline.context(SslHandler.class);
    if (tls == null) {
      pipeline.addFirst(new Early());
    } else {
      // Before what waits for the handshake, so that its failure is seen.
      pipeline.addAfter(tls.name(), null, new Early());
    }
  }

  private final class Early extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
      RedisClientConfig node =
          RedisConnection.getFrom(context.channel()).getRedisClient().getConfig();
      Optional.ofNullable(node.getPassword())
          .map(logins::get)
          .ifPresent(node::setCredentialsResolver);
      super.channelActive(context);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
      if (event instanceof SslHandshakeCompletionEvent handshake && handshake.cause() != null) {
        trouble.tell(context.channel().remoteAddress(), handshake.cause());
      }
      super.userEventTriggered(context, event);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
      trouble.over(context.channel().remoteAddress());
      super.channelRead(context, message);
    }

    /** What the other side finds wrong with us it may say only after the handshake. */
    @Override
    @SuppressWarnings("deprecation") // overridden, as Netty means it for inbound handlers
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) throws Exception {
      // Redisson would only log it, each time with its whole stack.
      if (!trouble.tell(context.channel().remoteAddress(), cause)) {
        super.exceptionCaught(context, cause);
      }
    }
  }
}
