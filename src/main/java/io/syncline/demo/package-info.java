/** The demo of dev mode: a small story played through the real connectors. Nothing of it runs in production. */
package io.syncline.demo;
