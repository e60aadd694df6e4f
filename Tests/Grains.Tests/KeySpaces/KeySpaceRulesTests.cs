using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.KeySpaces;
using Marketplace.Grains.Tests.Common;

namespace Marketplace.Grains.Tests.KeySpaces;

public sealed class KeySpaceRulesTests
{
    private readonly MemoryEntity<KeySpace> _entity = new();

    [Fact]
    public void A_reset_keeps_what_was_loaded_and_clearing_keeps_nothing()
    {
        Assert.Equal(new KeySpace("om", 1, 2), _entity.Run("om", KeySpaceRules.Reset));
        Assert.Equal(new KeySpace("om", 1, 3), _entity.Run("om", KeySpaceRules.Reset));
        Assert.Equal(new KeySpace("om", 4, 4), _entity.Run("om", KeySpaceRules.Clear));
        Assert.Equal(new KeySpace("om", 4, 5), _entity.Run("om", KeySpaceRules.Reset));
    }
}
