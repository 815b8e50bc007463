using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace NormGen.Tool.Scaffolding;

/// <summary>C# names for the nodes of a model: readable, valid, and each given once.</summary>
internal sealed class ClassNames
{
    private const string Filler = "Layer";
    private const string AttributeSuffix = "Attribute";

    // What a layer has or inherits, and a class must not be called like a member of its own; `Load` is the loader's, too.
    private static readonly string[] Members =
    [
        "AccumulateMoments", "Backward", "BatchesTracked", "Beta", "BetaGradient", "Channels", "ElementsPerSample", "Equals", "Finalize", "Forward", "Freeze",
        "ForwardWith", "Frozen", "Gamma", "GammaGradient", "GetHashCode", "GetType", "Groups", "Infer", "InferBackward", "Load", "MaxDegreeOfParallelism",
        "MemberwiseClone", "NoSuchPass", "Options", "Parameters", "ReferenceEquals", "Reserve", "RunPass", "RunningMean", "RunningVariance",
        "Save", "SavedMean", "SavedRstd", "Shape", "SpatialSize", "State", "ToString",
    ];

    private static readonly HashSet<string> Reserved = [.. Members, .. PublicTypes()];

    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a class of a model cannot have the name.</summary>
    public static bool IsReserved(string name) => Reserved.Contains(name);

    /// <summary>A valid name of the words of a text: <c>/layer1/layer1.0/bn-1</c> becomes <c>Layer1_0Bn1</c>.</summary>
    public static string Pascal(string text)
    {
        var name = new StringBuilder();
        foreach (var word in Words(text))
        {
            // 1.0 is not to read as 10.
            name.Append(name.Length > 0 && char.IsAsciiDigit(name[^1]) && char.IsAsciiDigit(word[0]) ? "_" : "")
                .Append(char.ToUpperInvariant(word[0]))
                .Append(word, 1, word.Length - 1);
        }

        return name.Length == 0 ? Filler : char.IsAsciiDigit(name[0]) ? Filler + name : name.ToString();
    }

    /// <summary>Takes a name as it is.</summary>
    public void Take(string name) => taken.Add(name);

    /// <summary>The name for a node, which no other gets.</summary>
    /// <param name="path">The node's name, or its output's.</param>
    /// <param name="operatorName">Its operator, which exporters write at the end of the name.</param>
    public string Next(string path, string operatorName)
    {
        var name = Pascal(Short(path, operatorName));
        name += IsReserved(name) ? Filler : "";
        var unique = name;
        for (var number = 2; !taken.Add(unique); number++)
        {
            unique = $"{name}_{number}";
        }

        return unique;
    }

    // PyTorch writes modules as paths whose parts repeat what is above them: /layer1/layer1.0/bn1/BatchNormalization.
    private static string Short(string path, string operatorName)
    {
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var kept = parts.Length > 1 && parts[^1] == operatorName ? parts[..^1] : parts;
        return string.Join('/', kept.Where((part, index) =>
            index == kept.Length - 1 || !kept[index + 1].StartsWith(part + ".", StringComparison.Ordinal)));
    }

    private static string[] Words(string text) =>
        new string([.. text.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> PublicTypes() =>
        from type in new[] { typeof(NormalizationAttribute), typeof(NormalizationLayer) }.SelectMany(type => type.Assembly.GetExportedTypes())
        from name in new[] { type.Name, type.Name.EndsWith(AttributeSuffix, StringComparison.Ordinal) ? type.Name[..^AttributeSuffix.Length] : type.Name }
        select name;
}
