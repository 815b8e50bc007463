using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using NormGen.Compiler.Tests.Support;
using NormGen.Generator;
using NormGen.Generator.Spec;

namespace NormGen.Compiler.Tests.Kernels;

/// <summary>The files of kernels, compiled once and together.</summary>
internal static class GeneratedTexts
{
    public const string Namespace = "NormGen.Generated.Tests";

    private static readonly ConcurrentDictionary<KernelSpec, string> Files = [];

    private static readonly Lazy<(Assembly Assembly, ImmutableArray<Diagnostic> Diagnostics)> Loaded =
        new(() => InMemory.LoadWithDiagnostics(InMemory.Compile(Compiled!.SelectMany(Opened))));

    /// <summary>One of each kind of walk: a kernel costs the compiler some tenths of a second.</summary>
    public static IReadOnlyList<KernelSpec> Compiled { get; } =
    [
        .. new[]
        {
            "BatchNorm3ChannelsLast", "BatchNorm17ChannelsLastRelu", "BatchNorm64ChannelsLastRelu", "BatchNorm300ChannelsLast",
            "BatchNorm1500ChannelsLastRelu", "BatchNorm3Planes4", "BatchNorm3Planes31Relu", "BatchNorm3Planes49",
            "BatchNorm3Planes131Relu", "BatchNorm3PlanesRelu", "BatchNorm24ChannelsLastResidual", "BatchNorm3Planes49ResidualRelu",
        }.Select(Specs.Named),
    ];

    public static Assembly Assembly => Loaded.Value.Assembly;

    /// <summary>What the compiler says of the kernels' files.</summary>
    public static IEnumerable<Diagnostic> Diagnostics => Loaded.Value.Diagnostics;

    public static string Of(KernelSpec spec) => Files.GetOrAdd(spec, kernel => KernelCompiler.Compile(kernel, Namespace));

    /// <summary>A kernel's file, and text that calls it. What is private, since the dispatch decides, is opened to tests.</summary>
    private static IEnumerable<string> Opened(KernelSpec spec) =>
    [
        Of(spec).Replace("private static class", "internal static class", StringComparison.Ordinal),
        KernelCalls.Of(spec),
    ];
}
