package org.titlechain.client;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.titlechain.client.ClientException.NotSubmitted;
import org.titlechain.client.ClientException.OutcomeUnknown;
import org.titlechain.client.ClientException.Refused;

/**
 * The links to nodes of one chain, for what every node answers alike and what may be asked twice. The node that
 * answered last is asked first; one that cannot answer is left for the next. Any thread may use it.
 */
final class NodeLinks implements AutoCloseable {
    private final List<NodeLink> links;
    private final AtomicInteger answering = new AtomicInteger();

    NodeLinks(List<NodeAccess> nodes) {
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("no node");
        }
        this.links = nodes.stream().map(NodeLink::new).toList();
    }

    /** The first node that was named: the caller's own. */
    NodeLink home() {
        return links.getFirst();
    }

    /**
     * The answer of the first node that gives one.
     *
     * @param call has no second effect when it is made again, at the same node or another
     * @throws NotSubmitted when no node can have acted
     * @throws OutcomeUnknown when one may have acted and none could tell, even where another refuses
     */
    <T> T ask(Function<NodeLink, T> call) {
        Optional<OutcomeUnknown> unknown = Optional.empty();
        Optional<NotSubmitted> last = Optional.empty();
        int first = answering.get();
        for (int i = 0; i < links.size(); i++) {
            int at = (first + i) % links.size();
            try {
                T answer = call.apply(links.get(at));
                answering.set(at);
                return answer;
            } catch (NotSubmitted e) {
                last = Optional.of(e);
            } catch (OutcomeUnknown e) {
                unknown = Optional.of(e);
            } catch (Refused e) {
                // What a node refuses that was asked second, the first may have done nevertheless.
                throw unknown.<ClientException>map(before -> before).orElse(e);
            }
        }
        throw unknown.<ClientException>map(e -> e).orElseGet(last::orElseThrow);
    }

    @Override
    public void close() {
        links.forEach(NodeLink::close);
    }
}
