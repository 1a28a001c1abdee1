package org.titlechain.query;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.titlechain.contract.value.CertificateNumber;

/**
 * A certificate number, or what somebody typed of one, in its parts.
 *
 * @param normalised without blanks, with ASCII brackets, digits and letters
 * @param year of the number, 0 when there is none
 * @param place what stands between year and mark, such as 测试市; empty when there is none
 * @param serial the last digits without zeros before them; empty when there are none
 */
record CertificateText(String normalised, int year, String place, String serial) {
    private static final Pattern PARTS = Pattern.compile(
            "[^(0-9]{0,20}(?:\\(?((?:19|20)[0-9]{2})\\)?)?(.{0,40}?)(?:不动产(?:权|登记证明|证明))?第?([0-9]{1,12})号?");

    static CertificateText of(String text) {
        String normalised = CertificateNumber.of(text).normalised();
        Matcher matcher = PARTS.matcher(normalised);
        if (!matcher.matches()) {
            return new CertificateText(normalised, 0, "", "");
        }
        int year = Optional.ofNullable(matcher.group(1)).map(Integer::parseInt).orElse(0);
        return new CertificateText(normalised, year, matcher.group(2), withoutZeros(matcher.group(3)));
    }

    private static String withoutZeros(String digits) {
        int start = 0;
        while (start < digits.length() - 1 && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }
}
