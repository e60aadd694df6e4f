using k8s.Models;

namespace Marketplace.Deployment.Tests.Kubernetes;

/// <summary>Selectors, as Kubernetes takes them.</summary>
internal static class Labels
{
    /// <summary>Whether a selector takes what has these labels; an empty one takes everything.</summary>
    public static bool Takes(this V1LabelSelector selector, IReadOnlyDictionary<string, string> labels)
        => Takes(selector.MatchLabels, labels) && (selector.MatchExpressions ?? []).All(expression => Takes(expression, labels));

    /// <summary>The same of a service's.</summary>
    public static bool Takes(IDictionary<string, string>? selector, IReadOnlyDictionary<string, string> labels)
        => (selector ?? new Dictionary<string, string>()).All(pair => labels.TryGetValue(pair.Key, out var value) && value == pair.Value);

    private static bool Takes(V1LabelSelectorRequirement expression, IReadOnlyDictionary<string, string> labels)
    {
        var value = labels.GetValueOrDefault(expression.Key);
        return expression.OperatorProperty switch
        {
            "In" => value is not null && expression.Values.Contains(value),
            "NotIn" => value is null || !expression.Values.Contains(value),
            "Exists" => value is not null,
            _ => value is null,
        };
    }
}
