using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NormGen.Generator.Emit;
using NormGen.Generator.Ir;
using NormGen.Generator.Isas;

namespace NormGen.Ulp.Measured;

/// <summary>Computes a function for every element of an input.</summary>
internal delegate void Elementwise(float[] inputs, float[] outputs);

/// <summary>The functions as kernels have them: lowered for every instruction set, written as C#, compiled and loaded.</summary>
internal static class FunctionProgram
{
    private static readonly Region Input = new("input");
    private static readonly Region Output = new("output");

    private static readonly Lazy<Type> Program = new(Load);

    /// <summary>A function by the code for an instruction set, which the machine must have; for a multiple of 16 elements.</summary>
    public static Elementwise Of(MeasuredFunction function, InstructionSet isa) =>
        Program.Value.GetMethod(MethodName(function, isa))!.CreateDelegate<Elementwise>();

    /// <summary>The function over a whole input, before it is lowered.</summary>
    public static Function Ir(MeasuredFunction function)
    {
        const string Count = "count";
        var b = new IrBuilder([Input.Name, Output.Name, Count]);
        b.LaneLoop("i", 0, NormGen.Generator.Ir.Index.Named(Count), at =>
            b.Store(Output, at, function.Expression(b, b.Load(Input, at, IrType.Floats))));
        return new(function.Name, [Input, Output], [], [Count], Pieces: null, b.Statements);
    }

    private static string MethodName(MeasuredFunction function, InstructionSet isa) => function.Name + isa.Name;

    private static string Text()
    {
        var writer = new CodeWriter();
        writer.Lines(
            "using global::System.Runtime.Intrinsics;",
            "using Lanes = global::NormGen.Runtime.Lanes;",
            "using MethodImplAttribute = global::System.Runtime.CompilerServices.MethodImplAttribute;",
            "using MethodImplOptions = global::System.Runtime.CompilerServices.MethodImplOptions;");
        using (writer.Braces("public static class Functions"))
        {
            foreach (var function in MeasuredFunction.All)
            {
                foreach (var isa in InstructionSets.All)
                {
                    writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
                    using (writer.Braces($"public static void {MethodName(function, isa)}(float[] inputs, float[] outputs)"))
                    {
                        writer.Lines("ref var input = ref inputs[0];", "ref var output = ref outputs[0];", "var count = (nuint)inputs.Length;");
                        new FunctionWriter(writer, isa, Lowering.Lower(Ir(function), isa)).Write();
                    }
                }
            }
        }

        return writer.ToString();
    }

    private static Type Load()
    {
        var compilation = CSharpCompilation.Create(
            "MeasuredFunctions",
            [CSharpSyntaxTree.ParseText(Text())],
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        return result.Success
            ? Assembly.Load(image.ToArray()).GetType("Functions", throwOnError: true)!
            : throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }

    private static IEnumerable<MetadataReference> References()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location);
        var trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return trusted.Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == framework)
            .Append(Path.Combine(AppContext.BaseDirectory, "NormGen.Runtime.dll"))
            .Select(path => MetadataReference.CreateFromFile(path));
    }
}
