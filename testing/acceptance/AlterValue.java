import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

/**
 * Changes one byte of a value in a stopped node's database as somebody with the right tool would, so that the database
 * itself finds nothing wrong with it: the last digit of the first year in the value.
 * Usage: AlterValue.java STATE-FOLDER KEY, with the program's libraries on the class path.
 */
public final class AlterValue {
    private static final Pattern YEAR = Pattern.compile("[12][0-9]{3}-[01][0-9]-");

    public static void main(String[] arguments) throws Exception {
        String folder = Path.of(arguments[0]).toString();
        byte[] key = arguments[1].getBytes(StandardCharsets.UTF_8);
        List<ColumnFamilyDescriptor> columns = new ArrayList<>();
        for (byte[] name : RocksDB.listColumnFamilies(new Options(), folder)) {
            columns.add(new ColumnFamilyDescriptor(name));
        }
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try (RocksDB database = RocksDB.open(new DBOptions(), folder, columns, handles)) {
            for (ColumnFamilyHandle column : handles) {
                if (new String(column.getName(), StandardCharsets.US_ASCII).equals("values")) {
                    byte[] value = database.get(column, key);
                    Matcher year = YEAR.matcher(new String(value, StandardCharsets.ISO_8859_1));
                    if (!year.find()) {
                        throw new IllegalStateException("there is no date in the value");
                    }
                    value[year.start() + 3] ^= 1;
                    database.put(column, key, value);
                }
            }
        }
    }
}
