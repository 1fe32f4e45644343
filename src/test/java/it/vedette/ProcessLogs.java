package it.vedette;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.vedette.local.Said;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Around every test: one that fails tells what each process printed meanwhile, and no server may
 * have met a fault of its own.
 */
public final class ProcessLogs
    implements BeforeAllCallback,
        BeforeEachCallback,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler,
        AfterAllCallback {
  private static final Namespace NAMESPACE = Namespace.create(ProcessLogs.class);
  private static final String FAULT = "Fault in request";

  /** Its words are all that counts: a trace would only hide them. */
  private static final class ProcessesSaid extends Exception {
    private static final long serialVersionUID = 1;

    ProcessesSaid(Said said) {
      super("\n" + said, null, false, false);
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    begin(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    begin(context);
  }

  private static void begin(ExtensionContext context) {
    context.getStore(NAMESPACE).put(Said.class, Said.fromNow());
  }

  private static Said said(ExtensionContext context) {
    return context.getStore(NAMESPACE).get(Said.class, Said.class);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw telling(context, failure);
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw telling(context, failure);
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw telling(context, failure);
  }

  @Override
  public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw telling(context, failure);
  }

  private static Throwable telling(ExtensionContext context, Throwable failure) {
    failure.addSuppressed(new ProcessesSaid(said(context)));
    return failure;
  }

  @Override
  public void afterAll(ExtensionContext context) {
    List<String> faults =
        said(context).all().values().stream().filter(text -> text.contains(FAULT)).toList();
    assertEquals(List.of(), faults);
  }
}
