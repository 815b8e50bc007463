using NormGen.Generator.Spec;

namespace NormGen.Generator.Ir;

/// <summary>What a value of the IR is. Vectors have 16 lanes whatever the machine; lowering cuts them into registers.</summary>
internal enum IrType
{
    /// <summary>One float.</summary>
    Float,

    /// <summary>One double.</summary>
    Double,

    /// <summary>A truth value.</summary>
    Flag,

    /// <summary>Sixteen floats; after lowering, one register of floats.</summary>
    Floats,

    /// <summary>Sixteen doubles; after lowering, one register of doubles.</summary>
    Doubles,
}

/// <summary>The result of one operation, or a variable that loops assign to. Compared by identity.</summary>
internal sealed class Value(IrBuilder builder, IrType type, string name, bool isVariable = false)
{
    /// <summary>The lanes of a vector: every reduction is defined over these, on every instruction set.</summary>
    public const int Lanes = 16;

    public IrBuilder Builder { get; } = builder;

    public IrType Type { get; } = type;

    /// <summary>What it is called in generated code.</summary>
    public string Name { get; private set; } = name;

    public bool IsVariable { get; } = isVariable;

    public bool IsVector => Type is IrType.Floats or IrType.Doubles;

    public static Value operator +(Value left, Value right) => left.Builder.Let(Op.Add, left, right);

    public static Value operator -(Value left, Value right) => left.Builder.Let(Op.Subtract, left, right);

    public static Value operator *(Value left, Value right) => left.Builder.Let(Op.Multiply, left, right);

    public static Value operator /(Value left, Value right) => left.Builder.Let(Op.Divide, left, right);

    /// <summary>Gives the value the name that a reader of the formula would expect.</summary>
    public Value Named(string name)
    {
        Name = Builder.Unique(name);
        return this;
    }

    public override string ToString() => Name;
}

/// <summary>A tensor or table that a kernel reads or writes, passed to it by reference.</summary>
internal sealed record Region(string Name, bool IsDouble = false)
{
    /// <summary>How the values of a tensor are stored.</summary>
    public ElementType Element { get; init; }

    /// <summary>Whether a register's values are narrower in memory.</summary>
    public bool IsNarrow => Element != ElementType.Float32;
}
