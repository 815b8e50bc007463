using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using NormGen.Generator.Emit;
using NormGen.Generator.Frontend;
using NormGen.Generator.Spec;

namespace NormGen.Generator;

/// <summary>
/// The pipeline: attribute, spec, text. Everything between the steps compares by value, so that an edit does again only what it
/// changed; the expensive step, a kernel, depends on its <see cref="KernelSpec"/> alone.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class NormGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var kernelNamespace = context.CompilationProvider
            .Select(static (compilation, _) => KernelNamespace.Of(compilation.AssemblyName))
            .WithTrackingName(TrackingNames.KernelNamespace);

        var hasTensors = context.CompilationProvider
            .Select(static (compilation, _) => TensorTypes.AreIn(compilation))
            .WithTrackingName(TrackingNames.HasTensors);

        var declarations = NormalizationAttributes.MetadataNames
            .Select(name => Parsed(context, name))
            .Aggregate(static (some, more) => some.Combine(more).Select(static (pair, _) => pair.Left.AddRange(pair.Right)))
            .Select(static (all, _) => HintNames.MakeUnique(all))
            .InBuckets(static declaration => declaration.HintName)
            .WithTrackingName(TrackingNames.Declarations);

        var kernels = declarations
            .SelectMany(static (declaration, _) => declaration.Kernels)
            .Collect()
            .InBuckets(static kernel => kernel.HintName)
            .WithTrackingName(TrackingNames.Kernels);

        context.RegisterSourceOutput(declarations.Combine(kernelNamespace.Combine(hasTensors)), static (output, item) =>
            output.AddSource(item.Left.HintName, Write(item.Left, item.Right.Left, item.Right.Right)));

        context.RegisterSourceOutput(kernels.Combine(kernelNamespace), static (output, item) =>
            output.AddSource(item.Left.HintName, KernelCompiler.Compile(item.Left, item.Right)));
    }

    private static IncrementalValueProvider<ImmutableArray<ParsedDeclaration>> Parsed(
        IncrementalGeneratorInitializationContext context, string attribute) =>
        context.SyntaxProvider
            .ForAttributeWithMetadataName(
                attribute,
                static (node, _) => LayerParser.CanDeclare(node),
                static (match, cancellation) => LayerParser.Parse((INamedTypeSymbol)match.TargetSymbol, cancellation))
            .SelectMany(static (declaration, _) => declaration is null ? ImmutableArray<ParsedDeclaration>.Empty : [declaration])
            .WithTrackingName(TrackingNames.Parse)
            .Collect();

    private static string Write(ParsedDeclaration declaration, string kernelNamespace, bool hasTensors) =>
        declaration.Layer is { } layer ? LayerFile.Write(layer, kernelNamespace, hasTensors) : ErrorFile.Write(declaration.Problems);
}
