package it.vedette.servlet;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/**
 * The shop: a servlet application of the simplest kind. Answers with the id of the session, the
 * number of changes and the cart; 404 without a session.
 */
@WebServlet("/cart")
public final class CartServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final String CART = "cart";
  private static final String CHANGES = "changes";
  private static final String IDLE = "idle";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession(false);
    if (session == null) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    } else {
      show(session, response);
    }
  }

  /** Adds an item, in a new session when there is none, which then ends by {@code idle} seconds. */
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession();
    if (request.getParameter(IDLE) != null) {
      session.setMaxInactiveInterval(Integer.parseInt(request.getParameter(IDLE)));
    }
    Cart cart = session.getAttribute(CART) instanceof Cart known ? known : new Cart();
    int changes = session.getAttribute(CHANGES) instanceof Integer known ? known : 0;
    session.setAttribute(CART, cart.with(request.getParameter("item")));
    session.setAttribute(CHANGES, changes + 1);
    show(session, response);
  }

  @Override
  protected void doDelete(HttpServletRequest request, HttpServletResponse response) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  private static void show(HttpSession session, HttpServletResponse response) throws IOException {
    response
        .getWriter()
        .print(
            session.getId()
                + ": "
                + session.getAttribute(CHANGES)
                + ": "
                + session.getAttribute(CART));
  }
}
