package it.vedette;

import it.vedette.local.RedisProcess;
import it.vedette.local.RedisSet;

/** How a master is lost. Another one is there after the strike. */
enum Blow {
  /** What replicas have not heard of yet is lost. */
  KILL {
    @Override
    void strike(RedisSet redis, Runnable work) {
      RedisProcess master = redis.master();
      master.kill();
      redis.awaitAnotherMaster(master);
    }
  },
  /** It comes back as a stale master. */
  PAUSE {
    @Override
    void strike(RedisSet redis, Runnable work) {
      RedisProcess master = redis.master();
      master.pause();
      redis.awaitAnotherMaster(master);
    }
  },
  /** All is lost that was written for a while: while that work was done. */
  LOSE {
    @Override
    void strike(RedisSet redis, Runnable work) {
      SilentReplicas.lose(redis, work);
    }
  };

  /** Whichever it is the turn of. */
  static Blow of(int turn) {
    return values()[turn % values().length];
  }

  abstract void strike(RedisSet redis, Runnable work);

  void takeBack(RedisProcess master) {
    if (this == PAUSE) {
      master.resume();
    } else {
      master.start();
    }
  }
}
