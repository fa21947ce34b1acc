package io.syncline.event;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Brings e-mail addresses and phone numbers into their one canonical form. */
public final class Addresses {
    /** RFC 5321, 4.5.3.1: 64 octets before the at-sign, 255 after it. */
    private static final Pattern EMAIL = Pattern.compile(
            "[^\\s@<>\",;:()\\[\\]\\\\\\p{Cntrl}\\p{Cs}]{1,64}@[^\\s@<>\",;:()\\p{Cntrl}\\p{Cs}]{1,255}");

    /** What a domain is made of in ASCII; IDNA makes parentheses, commas and at-signs of other characters. */
    private static final Pattern DOMAIN = Pattern.compile("[!-~&&[^@<>\",;:()\\\\]]{1,255}");

    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    private Addresses() {}

    /** An address in lower case, its domain in ASCII (IDNA); empty when the text is no address. */
    public static Optional<Address> email(String text) {
        if (text == null) {
            return Optional.empty();
        }
        String trimmed = text.strip();
        if (!EMAIL.matcher(trimmed).matches()) {
            return Optional.empty();
        }
        int at = trimmed.lastIndexOf('@');
        return domain(trimmed.substring(at + 1))
                .map(domain -> new Address(
                        Address.Type.EMAIL, trimmed.substring(0, at).toLowerCase(Locale.ROOT) + "@" + domain));
    }

    /** A domain in lower-case ASCII (IDNA), without a trailing dot; empty when the text is no domain. */
    public static Optional<String> domain(String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            String ascii = IDN.toASCII(text.strip(), IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            String domain = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
            return domain.contains("..") || !DOMAIN.matcher(domain).matches() ? Optional.empty() : Optional.of(domain);
        } catch (IllegalArgumentException notIdna) {
            return Optional.empty();
        }
    }

    /**
     * A number in E.164; empty when the text is no possible number, as for a withheld caller.
     *
     * @param region ISO 3166 code of the country whose numbers come without a country code
     */
    public static Optional<Address> phone(String text, String region) {
        if (text == null || text.isBlank() || text.length() > 64) {
            return Optional.empty();
        }
        try {
            var number = PHONES.parse(text.strip(), region);
            // Without its area code, a number is another subscriber's in each area.
            boolean whole = text.strip().startsWith("+")
                    ? PHONES.isPossibleNumber(number)
                    : PHONES.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE;
            return whole
                    ? Optional.of(new Address(Address.Type.PHONE, PHONES.format(number, PhoneNumberFormat.E164)))
                    : Optional.empty();
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }
}
