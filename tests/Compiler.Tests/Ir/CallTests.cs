using System.Linq;
using NormGen.Generator;
using NormGen.Generator.Ir;
using NormGen.Generator.Isas;
using NormGen.Generator.Spec;
using Xunit;

namespace NormGen.Compiler.Tests.Ir;

/// <summary>Calls of a user's function, and numbers that are told at run time.</summary>
public sealed class CallTests
{
    private static readonly Region X = new("x");

    private static readonly KernelSpec WithFunction = new(
        NormalizationKind.Batch, ElementType.Float32, 24, 49, Activation.None, Residual: false, Passes.Inference)
    {
        Epilogue = new("global::App.Ramp", "App_Ramp", TakesParameter: true),
        Output = ElementType.SignedByte,
    };

    [Fact]
    public void Call_is_made_for_every_register()
    {
        foreach (var isa in InstructionSets.All)
        {
            var lowered = Lowering.Lower(Function(), isa);
            var calls = Statements.All(lowered.Body).OfType<LetCall>().ToList();

            Assert.Equal(Value.Lanes / isa.FloatLanes, calls.Count);
            Assert.All(calls, call => Assert.Equal("F.Of", call.Function));

            // Every lane of the parameter is alike, so one register serves all of them.
            Assert.Single(calls.Select(call => call.Arguments[1]).Distinct());
            Assert.Equal(calls.Count, calls.Select(call => call.Arguments[0]).Distinct().Count());
        }
    }

    [Fact]
    public void Call_is_dead_where_nothing_uses_it()
    {
        var builder = new IrBuilder(["x"]);
        builder.Call("F.Of", builder.Load(X, 0, IrType.Floats));

        Assert.Empty(DeadCode.Remove(builder.Statements));
    }

    [Fact]
    public void Registers_that_a_load_leaves_empty_are_not_called_for()
    {
        var builder = new IrBuilder(["x"]);
        var loaded = builder.Load(X, 0, IrType.Floats, 5, builder.Constant(0, IrType.Floats));
        builder.Store(X, 0, builder.Call("F.Of", loaded), 5);
        var function = new Function("Part", [X], [], [], null, builder.Statements);

        Assert.Equal(
            [1, 1, 2],
            InstructionSets.All.Select(isa => Statements.All(Lowering.Lower(function, isa).Body).OfType<LetCall>().Count()));
    }

    /// <summary>However often and however deep it is asked for.</summary>
    [Fact]
    public void Number_is_spread_once_before_everything_else()
    {
        var body = Function().Body;

        Assert.Equal([Op.Narrow, Op.Broadcast], body.Take(2).Cast<Let>().Select(let => let.Op));
        Assert.Equal(2, Statements.All(body).OfType<Let>().Count(let => let.Op is Op.Narrow or Op.Broadcast));
    }

    [Fact]
    public void Text_of_a_kernel_calls_the_function_and_takes_its_numbers()
    {
        var text = KernelCompiler.Compile(WithFunction, "Kernels");

        Assert.Contains("EpilogueCall.Value<global::App.Ramp>(", text);
        Assert.Contains("ref sbyte output, ref float coefficients, double epilogueParameter, double outputScale, double outputZeroPoint", text);
        Assert.Equal("BatchNorm24Planes49ToSByteInferenceWith_App_Ramp", WithFunction.ClassName);
        Assert.Equal(text, KernelCompiler.Compile(WithFunction with { }, "Kernels"));
    }

    [Fact]
    public void Kernels_that_differ_in_the_store_or_the_function_have_names_of_their_own()
    {
        KernelSpec[] specs =
        [
            WithFunction,
            WithFunction with { Output = ElementType.UnsignedByte },
            WithFunction with { Output = ElementType.Float32 },
            WithFunction with { Epilogue = null },
            WithFunction with { Epilogue = new("global::App_Ramp", "App__Ramp", TakesParameter: true) },
            WithFunction with { Passes = Passes.All, Epilogue = new("global::InferenceWith.Ramp", "InferenceWith_Ramp", TakesParameter: true) },
        ];

        Assert.Equal(specs.Length, specs.Select(spec => spec.ClassName).Distinct().Count());
        Assert.Equal(specs.Length, specs.Select(spec => spec.HintName.ToUpperInvariant()).Distinct().Count());
    }

    /// <summary>A call in a loop, on what is loaded and on a number.</summary>
    private static Function Function()
    {
        var builder = new IrBuilder(["x", "count"]);
        var parameter = builder.Parameter("parameter");
        builder.Loop("i", 0, Index.Named("count"), Value.Lanes, i =>
            builder.Store(X, i, builder.Call("F.Of", builder.Load(X, i, IrType.Floats), builder.Uniform("parameter")) + builder.Uniform("parameter")));
        return new("All", [X], [parameter], ["count"], null, builder.Statements);
    }
}
