package io.syncline.faults;

import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells a story on and on, in a thread of its own. */
final class Teller implements AutoCloseable {
    private static final int TICK_MILLIS = 100;

    private final Story story;
    private final Random random;
    private final CountDownLatch told = new CountDownLatch(1);
    private final Thread thread = new Thread(this::tellOn, "story");
    private volatile int perSecond = 15;

    Teller(Story story, long seed) {
        this.story = story;
        this.random = new Random(seed);
        thread.setDaemon(true);
    }

    void begin() {
        thread.start();
    }

    /** How much happens from now on. */
    void tell(int happeningsPerSecond) {
        perSecond = happeningsPerSecond;
    }

    /** Nothing happens any more. */
    @Override
    public void close() {
        told.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void tellOn() {
        try {
            while (!told.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                int usual = perSecond * TICK_MILLIS / 1_000;
                story.tell(Math.max(1, usual + random.nextInt(2)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
