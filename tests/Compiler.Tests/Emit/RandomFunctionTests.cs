using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using NormGen.Compiler.Tests.Interpretation;
using NormGen.Compiler.Tests.Ir;
using NormGen.Compiler.Tests.Support;
using NormGen.Generator.Emit;
using NormGen.Generator.Ir;
using NormGen.Generator.Isas;
using Xunit;

namespace NormGen.Compiler.Tests.Emit;

/// <summary>Random functions, lowered and written for every instruction set, compiled and run, do what the interpreter does.</summary>
public sealed class RandomFunctionTests
{
    private const int Functions = 80;

    private static readonly Lazy<Assembly> LazyAssembly = new(() => InMemory.Load(InMemory.Compile(Text())));

    private delegate void Run(float[] input, float[] output, double[] table);

    public static TheoryData<string> Names => [.. InstructionSets.All.Select(isa => isa.Name)];

    /// <summary>Where a machine lacks an instruction set, dispatch never comes to its code.</summary>
    public static TheoryData<string> RunnableNames => [.. MachineFacts.Runnable.Select(isa => isa.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Lowered_functions_do_what_they_did_before(string name)
    {
        var isa = InstructionSets.All.Single(i => i.Name == name);
        for (var seed = 0; seed < Functions; seed++)
        {
            var function = RandomFunction.Of(seed);
            var (expected, actual) = (Memory(seed), Memory(seed));
            Interpreter.RunVirtual(function, expected, 0, Sizes);
            Interpreter.RunLowered(Lowering.Lower(function, isa), isa, actual, 0, Sizes);
            RequireSame(expected, actual, seed);
        }
    }

    [Theory]
    [MemberData(nameof(RunnableNames))]
    public void Written_functions_do_what_they_did_before(string name)
    {
        var isa = InstructionSets.All.Single(i => i.Name == name);
        for (var seed = 0; seed < Functions; seed++)
        {
            var (expected, actual) = (Memory(seed), Memory(seed));
            Interpreter.RunVirtual(RandomFunction.Of(seed), expected, 0, Sizes);
            var run = LazyAssembly.Value.Method<Run>("Functions", NameOf(isa, seed));
            run(actual.Floats("input"), actual.Floats("output"), actual.Doubles("table"));
            RequireSame(expected, actual, seed);
        }
    }

    private static Dictionary<string, long> Sizes { get; } = new(StringComparer.Ordinal) { ["outer"] = RandomFunction.Outer };

    private static string NameOf(InstructionSet isa, int seed) => $"{isa.Name}_{seed}";

    private static string Text()
    {
        var writer = new CodeWriter();
        writer.Lines(
            "using global::System.Runtime.Intrinsics;",
            "using Lanes = global::NormGen.Runtime.Lanes;",
            "using Math = global::System.Math;",
            "using Unsafe = global::System.Runtime.CompilerServices.Unsafe;");
        using (writer.Braces("public static class Functions"))
        {
            foreach (var isa in InstructionSets.All)
            {
                for (var seed = 0; seed < Functions; seed++)
                {
                    using (writer.Braces($"public static void {NameOf(isa, seed)}(float[] inputs, float[] outputs, double[] tables)"))
                    {
                        writer.Lines(
                            "ref var input = ref inputs[0];",
                            "ref var output = ref outputs[0];",
                            "ref var table = ref tables[0];",
                            $"nuint outer = {RandomFunction.Outer};");
                        new FunctionWriter(writer, isa, Lowering.Lower(RandomFunction.Of(seed), isa)).Write();
                    }
                }
            }
        }

        return writer.ToString();
    }

    private static MemoryBlock Memory(int seed)
    {
        var random = new Random(seed);
        float[] Floats() => [.. Enumerable.Range(0, RandomFunction.Length).Select(_ => (float)random.Normal())];
        return new() { ["input"] = Floats(), ["output"] = Floats(), ["table"] = Array.ConvertAll(Floats(), x => (double)x) };
    }

    private static void RequireSame(MemoryBlock expected, MemoryBlock actual, int seed)
    {
        Assert.True(Bits.FirstDifference(expected.Floats("output"), actual.Floats("output")) < 0, Failure("output"));
        Assert.True(Bits.FirstDifference(expected.Doubles("table"), actual.Doubles("table")) < 0, Failure("table"));
        string Failure(string what) => $"Function {seed} leaves another {what}:\n{IrText.Of(RandomFunction.Of(seed).Body)}";
    }
}
