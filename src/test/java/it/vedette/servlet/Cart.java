package it.vedette.servlet;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** What the shop keeps of a user: a class that only the application knows. */
record Cart(ArrayList<String> items) implements Serializable {
  private static final long serialVersionUID = 1;

  Cart() {
    this(new ArrayList<>());
  }

  Cart with(String item) {
    Cart more = new Cart(new ArrayList<>(items));
    more.items.add(item);
    return more;
  }

  @Override
  public String toString() {
    return String.join(" ", List.copyOf(items));
  }
}
