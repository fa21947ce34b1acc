package io.syncline.crm;

import java.io.Serializable;

record IdentityId(String kind, String value) implements Serializable {}
