using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.KeySpaces;

/// <summary>How a key space is emptied: by counting up.</summary>
internal static class KeySpaceRules
{
    /// <summary>A space that was never emptied.</summary>
    public static KeySpace First(string name) => new(name, 1, 1);

    /// <summary>Keeps what was loaded.</summary>
    public static KeySpace Reset(IDraft<KeySpace> draft, string name)
    {
        var space = draft.State ?? First(name);
        return draft.State = new(name, space.Base, space.Generation + 1);
    }

    /// <summary>Keeps nothing.</summary>
    public static KeySpace Clear(IDraft<KeySpace> draft, string name)
    {
        var generation = (draft.State ?? First(name)).Generation + 1;
        return draft.State = new(name, generation, generation);
    }
}
