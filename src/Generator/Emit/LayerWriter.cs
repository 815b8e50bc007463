using System.Collections.Generic;
using System.Linq;
using NormGen.Generator.Spec;

namespace NormGen.Generator.Emit;

/// <summary>The members that every layer has, whatever it normalizes by.</summary>
/// <param name="kernel">The full name of the kernel's class.</param>
internal abstract class LayerWriter(CodeWriter writer, LayerSpec layer, string kernel)
{
    protected const string Nested = "Frozen";

    private readonly RunTimeNumbers numbers = new(writer, layer);
    private readonly TensorOverloads overloads = new(writer, layer);

    /// <summary>Whether there are overloads for tensors that know their shape.</summary>
    public bool HasTensors { get; init; }

    protected CodeWriter Writer { get; } = writer;

    protected LayerSpec Layer { get; } = layer;

    protected string Kernel { get; } = kernel;

    protected LayerMethods Methods { get; } = new(writer, layer, kernel);

    protected bool Trains => Layer.Passes == Passes.All;

    protected string Name => Layer.Target.NameInNamespace;

    /// <summary>The runtime's class of the layer's state, and of its options.</summary>
    protected abstract string State { get; }

    protected abstract string OptionsType { get; }

    /// <summary>The runtime's class of a frozen layer's state.</summary>
    protected abstract string FrozenState { get; }

    /// <summary>What is true of a new layer: <c>gamma 1, beta 0</c>.</summary>
    protected abstract string Beginning { get; }

    /// <summary>How the runtime is told the shape.</summary>
    protected abstract string ShapeExpression { get; }

    public void Write()
    {
        // No attributes on the class: the user's half may carry the same ones, and most may stand only once.
        using (Writer.Braces($"partial class {Layer.Target.Name} : global::NormGen.NormalizationLayer"))
        {
            Constants();
            Fields();
            Parameters();
            numbers.Settable();
            PassMethods();
            ForTensors([.. Runs().Where(run => run.Pass == run.Method)]);
            Freeze();
            RunPass();
        }
    }

    protected abstract void Constants();

    protected abstract IEnumerable<(string Name, string Value)> Options();

    /// <summary>The option of an activation's parameter, where it is not the default.</summary>
    protected IEnumerable<(string Name, string Value)> Alpha() =>
        Layer.Alpha is { } alpha ? [("Alpha", Literals.Single(alpha))] : [];

    protected abstract void Parameters();

    /// <summary>The methods that run a pass, and <c>Reserve</c>.</summary>
    protected abstract void PassMethods();

    /// <summary>What the constructor of a frozen layer does.</summary>
    protected abstract void Freezing();

    protected abstract void FrozenInfer();

    /// <summary>The passes that <c>RunPass</c> knows: the pass, the method, its tensors.</summary>
    protected abstract IEnumerable<(string Pass, string Method, IReadOnlyList<TensorParameter> Tensors)> Runs();

    protected void SpatialConstants()
    {
        Constant("Channels", "The number of channels.", Layer.Channels);
        if (!Layer.SpatialSizeAtCall)
        {
            Constant("SpatialSize", "The number of positions in a sample.", Layer.SpatialSize);
            Constant("ElementsPerSample", "The number of values in a sample.", Layer.SpatialSize * Layer.Channels);
        }
    }

    /// <summary>What the runtime is told of the store, and of a user's function before it.</summary>
    protected IEnumerable<(string Name, string Value)> StoreOptions()
    {
        if (Layer.Epilogue is { } epilogue)
        {
            var kind = (Trains ? "Differentiable" : "") + (epilogue.TakesParameter ? "Parametric" : "");
            yield return ("Epilogue", $"global::NormGen.Runtime.EpilogueFunction.Of{kind}<{epilogue.TypeName}>()");
        }

        if (Layer.Quantization != Quantization.None)
        {
            yield return ("Quantization", $"global::NormGen.Quantization.{Layer.Quantization}");
        }
    }

    protected void Constant(string name, string summary, int value)
    {
        Writer.Line($"/// <summary>{summary}</summary>");
        Writer.Line($"public const int {name} = {Literals.Integer(value)};");
        Writer.Line();
    }

    protected void Property(string type, string name, string summary)
    {
        Summary(summary);
        Writer.Line($"public {type}{name} => state.{name};");
    }

    protected void Summary(string text)
    {
        Writer.Line();
        Writer.Line($"/// <summary>{text}</summary>");
    }

    protected static string Boolean(bool value) => value ? "true" : "false";

    protected void Reserve(string summary)
    {
        Summary(summary);
        Writer.Line("/// <param name=\"batch\">The number of samples, 0 or more.</param>");
        using (Writer.Braces("public void Reserve(int batch)"))
        {
            Writer.Line("state.Reserve(batch);");
        }
    }

    private void Fields()
    {
        // Not kept in fields: a static field of the user's half that holds a layer may be set before those of this half.
        Writer.Line("private static global::NormGen.Runtime.TensorShape Shape =>");
        Writer.Line($"    {ShapeExpression};");
        Writer.Line();
        Writer.Line($"private static global::NormGen.Runtime.{OptionsType} Options => new()");
        Writer.Line("{");
        foreach (var (name, value) in Options())
        {
            Writer.Line($"    {name} = {value},");
        }

        Writer.Line("};");
        Writer.Line();
        Writer.Line($"private readonly global::NormGen.Runtime.{State} state;");
        Writer.Line();
        Writer.Line($"/// <summary>Makes a layer with {Beginning}.</summary>");
        using (Writer.Braces($"public {Layer.Target.Name}() : this(new global::NormGen.Runtime.{State}(Shape, Options, {Kernel}.Workspace))"))
        {
        }

        Writer.Line();
        using (Writer.Braces($"private {Layer.Target.Name}(global::NormGen.Runtime.{State} state) : base(state)"))
        {
            Writer.Line("this.state = state;");
        }
    }

    private void Freeze()
    {
        Summary("An immutable, thread-safe copy for inference, with the work that does not depend on the input done.");
        using (Writer.Braces($"public {Nested} Freeze()"))
        {
            Writer.Line($"return new {Nested}(state);");
        }

        Summary($"Inference with the parameters of a {Name} as they were when it was frozen.");
        using (Writer.Braces($"public sealed class {Nested}"))
        {
            Writer.Line($"private readonly global::NormGen.Runtime.{FrozenState} state;");
            Writer.Line();
            using (Writer.Braces($"internal {Nested}(global::NormGen.Runtime.{State} layer)"))
            {
                Freezing();
            }

            Summary("The most threads that a call may use, 1 at first or what the layer had; -1 for all processors. It changes no bit of a result.");
            using (Writer.Braces("public int MaxDegreeOfParallelism"))
            {
                Writer.Line("get => state.MaxDegreeOfParallelism;");
                Writer.Line("set => state.MaxDegreeOfParallelism = value;");
            }

            numbers.Frozen();
            FrozenInfer();
            ForTensors([.. Runs().Where(run => run.Pass == "Infer")]);
        }
    }

    private void ForTensors((string Pass, string Method, IReadOnlyList<TensorParameter> Tensors)[] runs)
    {
        foreach (var (_, method, tensors) in HasTensors ? runs : [])
        {
            overloads.Write(method, tensors);
        }
    }

    private void RunPass()
    {
        Writer.Line();
        Writer.Line("/// <inheritdoc/>");
        using (Writer.Braces("public override void RunPass(global::NormGen.Pass pass, in global::NormGen.PassTensors tensors)"))
        using (Writer.Braces("switch (pass)"))
        {
            foreach (var (pass, method, tensors) in Runs())
            {
                var arguments = tensors.Select(tensor => tensor.Argument);
                Writer.Line($"case global::NormGen.Pass.{pass}:");
                Writer.Line($"    {method}({string.Join(", ", Layer.SpatialSizeAtCall ? arguments.Append("tensors.Batch") : arguments)});");
                Writer.Line("    break;");
            }

            Writer.Line("default:");
            Writer.Line("    throw NoSuchPass(pass);");
        }
    }
}
