package org.titlechain.departments;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The departments that are played. Which facts each states is what the chain lets its role state. */
public enum Department {
    /** 税务: deed tax is paid. */
    TAX("tax", "示例市税务局"),
    /** 住建: the contract is filed, the building is complete. */
    HOUSING("housing", "示例市住房和城乡建设局"),
    /** 民政: married or single, heirs. */
    CIVIL("civil_affairs", "示例市民政局"),
    /** 法院: seizures, judgments, suits. */
    COURT("court", "示例市人民法院"),
    /** 银行: the loan contract, the debt has ended. */
    BANK("bank", "示例银行"),
    /** 公安: who somebody is. */
    POLICE("police", "示例市公安局");

    private final String role;
    private final String organisation;

    Department(String role, String organisation) {
        this.role = role;
        this.organisation = organisation;
    }

    /** Its name on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of its key on the chain. */
    public String role() {
        return role;
    }

    /** The organisation of its key. */
    public String organisation() {
        return organisation;
    }

    /** The organisation of a second office, which says otherwise. */
    public String secondOrganisation() {
        return organisation + "（第二分局）";
    }

    /** The department with the label. */
    public static Optional<Department> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(department -> department.label().equals(label))
                .findFirst();
    }

    /** All labels, for people. */
    public static String labels() {
        return Arrays.stream(values()).map(Department::label).collect(Collectors.joining(", "));
    }
}
