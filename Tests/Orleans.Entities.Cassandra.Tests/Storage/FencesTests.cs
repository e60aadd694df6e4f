using Orleans.Entities.Cassandra.Storage;

namespace Orleans.Entities.Cassandra.Tests.Storage;

public sealed class FencesTests
{
    private const int Room = 10;

    private readonly Fences _fences = new(Room);

    [Fact]
    public void However_many_entities_go_elsewhere_those_that_were_fenced_last_are_known_and_no_more_than_there_is_room_for()
    {
        const int Entities = 1000;
        var fences = Enumerable.Range(0, Entities).Select(_ => Guid.NewGuid()).ToList();
        for (var number = 0; number < Entities; number++)
        {
            _fences.Put(KeyOf(number), 1, fences[number]);
            Assert.InRange(_fences.Count, 1, Room * 2);
        }

        for (var number = Entities - Room; number < Entities; number++)
            Assert.Equal(fences[number], _fences.Expected(KeyOf(number), 1, Guid.Empty));
    }

    [Fact]
    public void The_fence_that_was_put_last_counts_until_a_newer_version_stands()
    {
        var (write, fence) = (Guid.NewGuid(), Guid.NewGuid());
        _fences.Put(KeyOf(0), 1, Guid.NewGuid());
        for (var number = 1; number <= Room; number++)
            _fences.Put(KeyOf(number), 1, Guid.NewGuid());
        _fences.Put(KeyOf(0), 1, fence);

        Assert.Equal(fence, _fences.Expected(KeyOf(0), 1, write));
        Assert.Equal(write, _fences.Expected(KeyOf(0), 2, write));
        _fences.Passed(KeyOf(0));
        Assert.Equal(write, _fences.Expected(KeyOf(0), 1, write));
    }

    private static EntityKey KeyOf(int number) => new("thing", $"{number}");
}
