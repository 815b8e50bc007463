using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace NormGen.Generator.Tests.Support;

/// <summary>What a project that uses NormGen references: the framework that runs the tests, the attributes and the runtime.</summary>
internal static class References
{
    public static ImmutableArray<MetadataReference> All { get; } =
    [
        .. Framework(),
        MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "NormGen.Attributes.dll")),
        MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "NormGen.Runtime.dll")),
    ];

    /// <summary>The same, and System.Numerics.Tensors.</summary>
    public static ImmutableArray<MetadataReference> WithTensors { get; } =
        All.Add(MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "System.Numerics.Tensors.dll")));

    private static ImmutableArray<MetadataReference> Framework()
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return
        [
            .. trusted.Split(Path.PathSeparator)
                .Where(path => Path.GetDirectoryName(path) == folder)
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
    }
}
