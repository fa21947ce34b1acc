package io.syncline.association;

import java.util.List;

/** What the rules say of one activity. */
record Association(List<Link> links, List<Review> reviews) {}
