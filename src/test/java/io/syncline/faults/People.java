package io.syncline.faults;

import java.util.Random;

/** Whom the story's team deals with: a hundred people at each of twenty companies, each with an address and a number. */
record People(Random random) {
    /** A person. */
    record Person(int company, int number) {
        String email() {
            return "p" + number + "@c" + company + ".example";
        }

        String phone() {
            return "+1415555" + (2_000 + company * 100 + number);
        }

        String name() {
            return "Person " + number + " of " + company;
        }
    }

    Person any() {
        return new Person(random.nextInt(20), random.nextInt(100));
    }
}
