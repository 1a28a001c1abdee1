package org.titlechain.contract;

import java.util.Optional;
import org.titlechain.codec.Value.MapValue;

/** The state as it stands after every command before this one, including earlier commands of the same block. */
public interface StateView {
    /** The value under the state key, such as {@code unit/999901001002GB00014F00220045}. */
    Optional<MapValue> find(String key);
}
